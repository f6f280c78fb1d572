package io.micms.platform.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/**
 * What the path of a call does not say of what is done by it: the controller that serves it adds that, and it is told along with
 * the call. Nobody is ever erased from the audit log, so it must say nothing of customers but their ids.
 */
public final class ActionDetails {

    private static final String DETAILS = ActionDetails.class.getName() + ".DETAILS";
    private static final String SUBJECTS = ActionDetails.class.getName() + ".SUBJECTS";
    private static final int AT_MOST = 200;

    private ActionDetails() {}

    /**
     * Adds how it was done, such as which roles somebody got.
     *
     * @param value shortened to 200 characters
     */
    public static void add(String name, String value) {
        put(DETAILS, name, value.length() > AT_MOST ? value.substring(0, AT_MOST - 1) + "…" : value);
    }

    /** The same with several values, in alphabetical order. */
    public static void add(String name, Collection<?> values) {
        add(
                name,
                String.join(", ", values.stream().map(String::valueOf).sorted().toList()));
    }

    /** Adds what it was done to, besides what the path names. */
    public static void addSubject(String name, String id) {
        put(SUBJECTS, name, id);
    }

    @SuppressWarnings("unchecked") // Nobody else puts anything under these names.
    private static void put(String attribute, String name, String value) {
        RequestAttributes request = RequestContextHolder.getRequestAttributes();
        if (request == null) {
            return;
        }
        Map<String, String> all =
                (Map<String, String>) request.getAttribute(attribute, RequestAttributes.SCOPE_REQUEST);
        if (all == null) {
            all = new TreeMap<>();
            request.setAttribute(attribute, all, RequestAttributes.SCOPE_REQUEST);
        }
        all.put(name, value);
    }

    static Map<String, String> details(HttpServletRequest request) {
        return all(request, DETAILS);
    }

    static Map<String, String> subjects(HttpServletRequest request) {
        return all(request, SUBJECTS);
    }

    @SuppressWarnings("unchecked") // Nobody else puts anything under these names.
    private static Map<String, String> all(HttpServletRequest request, String attribute) {
        return request.getAttribute(attribute) instanceof Map<?, ?> all ? (Map<String, String>) all : Map.of();
    }
}
