@NullMarked
package io.micms.insight.people.web;

import org.jspecify.annotations.NullMarked;
