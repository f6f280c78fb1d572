/** The API of what campaigns brought. */
@NullMarked
package io.micms.insight.performance.web;

import org.jspecify.annotations.NullMarked;
