/** The audit log over HTTP. */
@NullMarked
package io.micms.auth.audit.web;

import org.jspecify.annotations.NullMarked;
