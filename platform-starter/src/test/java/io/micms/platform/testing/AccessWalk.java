package io.micms.platform.testing;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.micms.platform.security.AccessTable;
import io.micms.platform.security.Role;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Walks every caller past every endpoint of a running service. The endpoints are what the controllers serve, who may call
 * them is what the service's {@link AccessTable} says, and the two must name each other one to one.
 */
public final class AccessWalk {

    /** Every scope an API client can have, as the contracts list them. */
    private static final List<String> SCOPES = List.of(
            "customers:read",
            "customers:write",
            "orders:read",
            "orders:write",
            "segments:read",
            "campaigns:read",
            "insights:read");

    private final String service;
    private final AccessTable table;
    private final List<Endpoint> endpoints;
    private final RestClient http;

    private record Endpoint(HttpMethod method, String path) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** @param authorization null for somebody who has not signed in */
    private record Visitor(String name, @Nullable String authorization, Predicate<AccessTable.Row> mayCall) {}

    private AccessWalk(String service, AccessTable table, List<Endpoint> endpoints, int port) {
        this.service = service;
        this.table = table;
        this.endpoints = endpoints;
        this.http = RestClient.create("http://localhost:" + port);
    }

    /** @param service its name, such as {@code order-service} */
    public static AccessWalk of(String service, ApplicationContext context, int port) {
        RequestMappingHandlerMapping mapping =
                context.getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class);
        TreeMap<String, Endpoint> endpoints = new TreeMap<>();
        mapping.getHandlerMethods().forEach((info, handler) -> {
            if (handler.getBeanType().getPackageName().startsWith("io.micms.")) {
                of(info).forEach(endpoint -> endpoints.put(endpoint.path() + " " + endpoint.method(), endpoint));
            }
        });
        return new AccessWalk(service, context.getBean(AccessTable.class), List.copyOf(endpoints.values()), port);
    }

    private static Stream<Endpoint> of(RequestMappingInfo info) {
        return info.getPatternValues().stream()
                .flatMap(path -> info.getMethodsCondition().getMethods().stream()
                        .map(method -> new Endpoint(method.asHttpMethod(), path)));
    }

    /** Asserts that the table has one row for each endpoint, and each row an endpoint. */
    public void assertTableNamesEveryEndpoint() {
        assertThat(endpoints).isNotEmpty();
        assertThat(table.rows().stream().map(row -> new Endpoint(row.method(), row.pattern())))
                .as("rows of the access table of %s", service)
                .containsExactlyInAnyOrderElementsOf(endpoints);
    }

    /** Asserts that {@code docs/access} shows the table as it is, so that a change of who may do what is seen as one. */
    public void assertCommitted() {
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

    /** A test for each visitor and endpoint: let in, or refused in the way and with the body that fit. */
    public Stream<DynamicTest> everyVisitorAtEveryEndpoint() {
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
        var request = http.method(row.method()).uri(row.pattern().replaceAll("\\{[^}]*}", "none"));
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
