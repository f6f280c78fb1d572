@NullMarked
package io.micms.auth.people.web;

import org.jspecify.annotations.NullMarked;
