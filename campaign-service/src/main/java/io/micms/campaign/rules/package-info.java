/** The rule of a segment: parsed once into a sealed tree, read as predicate, as query and as plain English. Pure domain. */
@NullMarked
package io.micms.campaign.rules;

import org.jspecify.annotations.NullMarked;
