package io.micms.platform.openapi;

import com.fasterxml.jackson.databind.JavaType;
import io.micms.platform.web.Page;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.stereotype.Component;

/**
 * Names for readers of the API: {@code SegmentView} is a Segment, {@code Segment.Draft} a SegmentDraft, and a page of
 * segments a SegmentPage. What is nested in a component goes by its own name. No two types share one.
 */
final class SchemaNames extends TypeNameResolver {

    private static final String VIEW = "View";

    private final Map<String, Class<?>> named = new ConcurrentHashMap<>();
    private final Set<String> clashes = ConcurrentHashMap.newKeySet();

    @Override
    protected String getNameOfClass(Class<?> type) {
        String name = name(type);
        Class<?> other = named.putIfAbsent(name, type);
        if (other != null && other != type) {
            clashes.add("%s and %s would both be the schema %s".formatted(other.getName(), type.getName(), name));
        }
        return name;
    }

    /** Springdoc leaves out, without a word, what cannot be resolved, so a clash is only refused in the end. */
    void refuseClashes() {
        if (!clashes.isEmpty()) {
            throw new IllegalStateException(String.join("; ", clashes));
        }
    }

    private static String name(Class<?> type) {
        String simple = type.getSimpleName();
        String own = simple.endsWith(VIEW) ? simple.substring(0, simple.length() - VIEW.length()) : simple;
        Class<?> owner = type.getDeclaringClass();
        return owner == null || AnnotatedElementUtils.hasAnnotation(owner, Component.class) ? own : name(owner) + own;
    }

    @Override
    protected String nameForGenericType(JavaType type, Set<Options> options) {
        return type.hasRawClass(Page.class)
                ? nameForType(type.containedType(0), options) + Page.class.getSimpleName()
                : super.nameForGenericType(type, options);
    }
}
