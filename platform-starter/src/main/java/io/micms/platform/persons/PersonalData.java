package io.micms.platform.persons;

import java.util.Collection;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * One kind of thing that a service holds of people. Each is a bean; together they are all that is held.
 *
 * @param kind the name in the answer, such as {@code orders}
 * @param heldOf everything of that kind about one person, who may go by several customer ids, in the form in which it is
 *     shown to them; closed after use
 */
public record PersonalData(String kind, Function<Collection<String>, Stream<?>> heldOf) {}
