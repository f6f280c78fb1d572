@NullMarked
package io.micms.gateway.ui;

import org.jspecify.annotations.NullMarked;
