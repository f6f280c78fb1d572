/** Words to rules: a grammar of English as marketers write it, and the model beside it. */
@NullMarked
package io.micms.insight.wording;

import org.jspecify.annotations.NullMarked;
