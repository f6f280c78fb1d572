@NullMarked
package io.micms.insight.dashboard.web;

import org.jspecify.annotations.NullMarked;
