/** The API of suggested segments. */
@NullMarked
package io.micms.insight.suggestions.web;

import org.jspecify.annotations.NullMarked;
