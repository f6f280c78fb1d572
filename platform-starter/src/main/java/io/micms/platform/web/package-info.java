/** What every REST endpoint shares: pages, cursors, sorting, entity tags. */
@NullMarked
package io.micms.platform.web;

import org.jspecify.annotations.NullMarked;
