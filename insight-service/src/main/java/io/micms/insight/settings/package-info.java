/** What people decide about the language model and the voice of the business. */
@NullMarked
package io.micms.insight.settings;

import org.jspecify.annotations.NullMarked;
