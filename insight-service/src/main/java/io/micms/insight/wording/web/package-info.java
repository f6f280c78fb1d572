/** Words to rules over HTTP. */
@NullMarked
package io.micms.insight.wording.web;

import org.jspecify.annotations.NullMarked;
