/** What erasing a person asks of every service: names that only match, and word that it is done. */
@NullMarked
package io.micms.platform.erasure;

import org.jspecify.annotations.NullMarked;
