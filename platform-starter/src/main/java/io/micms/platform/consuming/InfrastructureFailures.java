package io.micms.platform.consuming;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.bulk.BulkWriteError;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;

/**
 * Tells the failures that pass by themselves from those that a record causes. Of the database's, everything passes that
 * is not known to be about the document: waiting for a fault that never ends is seen and mended, while records put aside
 * for a full disk would be lost to every copy.
 */
public final class InfrastructureFailures {

    /**
     * BadValue, FailedToParse, TypeMismatch, DotsInFieldName, DollarPrefixedFieldName, DocumentValidationFailure,
     * BSONObjectTooLarge, DuplicateKey: from the server's list of error codes.
     */
    private static final Set<Integer> ABOUT_THE_DOCUMENT = Set.of(2, 9, 14, 52, 57, 121, 10334, 11000);

    private static final List<Class<? extends Throwable>> PASSING = List.of(
            TransientDataAccessException.class,
            RecoverableDataAccessException.class,
            DataAccessResourceFailureException.class,
            org.apache.kafka.common.KafkaException.class,
            org.springframework.kafka.KafkaException.class,
            IOException.class,
            InterruptedException.class);

    private InfrastructureFailures() {}

    /** Whether it, or what led to it, passes by itself. */
    public static boolean includes(Throwable failure) {
        for (@Nullable Throwable cause = failure; cause != null; cause = cause.getCause()) {
            Throwable one = cause;
            if (PASSING.stream().anyMatch(type -> type.isInstance(one))
                    || (one instanceof MongoException mongo && passes(mongo))) {
                return true;
            }
        }
        return false;
    }

    private static boolean passes(MongoException failure) {
        if (failure instanceof MongoBulkWriteException bulk) {
            return bulk.getWriteConcernError() != null
                    || bulk.getWriteErrors().stream()
                            .map(BulkWriteError::getCode)
                            .anyMatch(code -> !ABOUT_THE_DOCUMENT.contains(code));
        }
        return !ABOUT_THE_DOCUMENT.contains(failure.getCode());
    }
}
