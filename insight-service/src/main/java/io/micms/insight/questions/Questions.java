package io.micms.insight.questions;

import io.micms.platform.problem.InvalidInput;

/** Answers questions from the read models. A Spring bean. */
public interface Questions {

    /**
     * @throws InvalidInput if it cannot be answered: a period that ends before it begins or lies in the future, a
     *     dimension that the metric cannot be split by, a limit out of bounds; with a pointer to each fault
     */
    Answer answer(Question question);
}
