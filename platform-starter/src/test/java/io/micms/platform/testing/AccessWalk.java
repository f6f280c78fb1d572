package io.micms.platform.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every caller past every endpoint of a running service: a service's test extends this and adds nothing. The
 * endpoints are what the controllers serve, who may call them is what the service's {@link AccessTable} says, and the two
 * must name each other one to one.
 */
@MiCmsTest
public abstract class AccessWalk {

    /** Every scope an API client can have, as the contracts list them. */
    private static final List<String> SCOPES = List.of(
            "customers:read",
            "customers:write",
            "orders:read",
            "orders:write",
            "segments:read",
            "campaigns:read",
            "insights:read");

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping mapping;

    @Autowired
    private AccessTable table;

    @Value("${spring.application.name}")
    private String service;

    @LocalServerPort
    private int port;

    /** What a service serves by other means than controllers; nothing unless a service says so. */
    protected List<Endpoint> servedOtherwise() {
        return List.of();
    }

    /** A method and a path, as the access table has them. */
    public record Endpoint(HttpMethod method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** @param authorization null for somebody who has not signed in */
    private record Visitor(String name, @Nullable String authorization, Predicate<AccessTable.Row> mayCall) {}

    private static Stream<Endpoint> of(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Endpoint(method.asHttpMethod(), path)));
    }

    @Test
    void theTableNamesEveryEndpoint() {
        List<Endpoint> endpoints = new ArrayList<>(mapping.getHandlerMethods().entrySet().stream()
                .filter(handler ->
                        handler.getValue().getBeanType().getPackageName().startsWith("io.micms."))
                .flatMap(handler -> of(handler.getKey()))
                .toList());
        endpoints.addAll(servedOtherwise());
        assertThat(endpoints).isNotEmpty();
        assertThat(table.rows().stream().map(row -> new Endpoint(row.method(), row.pattern())))
                .as("rows of the access table of %s", service)
                .containsExactlyInAnyOrderElementsOf(endpoints);
    }

    /** {@code docs/access} shows the table as it is, so that a change of who may do what is seen as one. */
    @Test
    void theTableIsTheCommittedOne() {
        StringBuilder text = new StringBuilder("# Who may call what of " + service + "\n\n| Method | Path | ")
                .append(Arrays.stream(Role.values()).map(Role::name).collect(joining(" | ")))
                .append(" | Scopes of API clients |\n|---|---|")
                .append("---|".repeat(Role.values().length))
                .append("---|\n");
        table.rows().stream()
                .sorted(Comparator.comparing(AccessTable.Row::pattern)
                        .thenComparing(row -> row.method().name()))
                .forEach(row -> text.append("| %s | `%s` | ".formatted(row.method(), row.pattern()))
                        .append(Arrays.stream(Role.values())
                                .map(role -> row.open() || row.roles().contains(role) ? "yes" : "–")
                                .collect(joining(" | ")))
                        .append(" | ")
                        .append(
                                row.open()
                                        ? "anybody"
                                        : row.scopes().stream().sorted().collect(joining(", ")))
                        .append(" |\n"));
        CommittedFile.assertSays("access/" + service + ".md", text.toString());
    }

    /** Let in, or refused in the way and with the body that fit. */
    @TestFactory
    Stream<DynamicTest> everyVisitorAtEveryEndpoint() {
        List<Visitor> visitors = visitors().toList();
        return table.rows().stream()
                .flatMap(row -> visitors.stream()
                        .map(visitor -> DynamicTest.dynamicTest(
                                "%s at %s %s".formatted(visitor.name(), row.method(), row.pattern()),
                                () -> visit(visitor, row))));
    }

    private static Stream<Visitor> visitors() {
        Stream<Visitor> strangers = Stream.of(
                new Visitor("nobody", null, AccessTable.Row::open),
                new Visitor("a person without a role", TestTokens.bearer(), AccessTable.Row::open),
                new Visitor("a client without a scope", TestTokens.client(), AccessTable.Row::open));
        Stream<Visitor> people = Arrays.stream(Role.values())
                .map(role -> new Visitor(
                        role.name(),
                        TestTokens.bearer(role),
                        row -> row.open() || row.roles().contains(role)));
        Stream<Visitor> clients = SCOPES.stream()
                .map(scope -> new Visitor(
                        scope,
                        TestTokens.client(scope),
                        row -> row.open() || row.scopes().contains(scope)));
        return Stream.of(strangers, people, clients).flatMap(all -> all);
    }

    private void visit(Visitor visitor, AccessTable.Row row) {
        var request = RestClient.create("http://localhost:" + port)
                .method(row.method())
                .uri(row.pattern().replaceAll("\\{[^}]*}", "none"));
        if (visitor.authorization() != null) {
            request.header("Authorization", visitor.authorization());
        }
        if (row.method() != HttpMethod.GET) {
            // Whoever is let in gets no further than reading this.
            request.contentType(MediaType.APPLICATION_JSON).body("{");
        }
        ResponseEntity<String> answer = request.retrieve()
                .onStatus(status -> true, (sent, received) -> {})
                .toEntity(String.class);
        HttpStatusCode status = answer.getStatusCode();
        if (visitor.mayCall().test(row)) {
            assertThat(status.value()).isNotIn(401, 403).isLessThan(500);
            return;
        }
        assertThat(status.value()).isEqualTo(visitor.authorization() == null ? 401 : 403);
        assertThat(answer.getHeaders().getContentType())
                .isNotNull()
                .matches(type -> type.isCompatibleWith(MediaType.APPLICATION_PROBLEM_JSON));
    }
}
