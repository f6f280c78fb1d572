@NullMarked
package io.micms.auth.clients.web;

import org.jspecify.annotations.NullMarked;
