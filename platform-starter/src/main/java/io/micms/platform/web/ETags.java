package io.micms.platform.web;

import io.micms.platform.problem.StaleDocument;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** Entity tags (RFC 9110) made of a document's version. */
public final class ETags {

    private ETags() {}

    public static <T> ResponseEntity<T> ok(T body, long version) {
        return ResponseEntity.ok().eTag(tag(version)).body(body);
    }

    public static String tag(long version) {
        return "\"" + version + "\"";
    }

    /**
     * Refuses an update that was made on an older version.
     *
     * @param ifMatch the header as it came; null where the caller does not mind
     * @throws StaleDocument if it names another version
     */
    public static void requireMatch(@Nullable String ifMatch, long version) {
        if (ifMatch == null || ifMatch.equals("*")) {
            return;
        }
        for (String candidate : ifMatch.split(",")) {
            String tag = candidate.strip();
            if (tag.equals(tag(version)) || tag.equals("W/" + tag(version))) {
                return;
            }
        }
        throw new StaleDocument("Somebody else changed this in the meantime: it is at version %d, you have %s."
                .formatted(version, ifMatch));
    }
}
