/** Questions over HTTP. */
@NullMarked
package io.micms.insight.asking.web;

import org.jspecify.annotations.NullMarked;
