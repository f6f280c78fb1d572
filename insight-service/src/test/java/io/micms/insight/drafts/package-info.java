@NullMarked
package io.micms.insight.drafts;

import org.jspecify.annotations.NullMarked;
