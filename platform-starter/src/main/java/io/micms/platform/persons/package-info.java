/** What a service holds of a person, for whoever answers the question of all that is held about them. */
@NullMarked
package io.micms.platform.persons;

import org.jspecify.annotations.NullMarked;
