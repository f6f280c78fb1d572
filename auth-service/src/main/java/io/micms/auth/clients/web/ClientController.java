package io.micms.auth.clients.web;

import io.micms.auth.clients.ApiClient;
import io.micms.auth.clients.ApiClients;
import io.micms.auth.clients.ApiScope;
import io.micms.platform.audit.ActionDetails;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.problem.NotFound;
import io.micms.platform.web.KeysetPages;
import io.micms.platform.web.ListQuery;
import io.micms.platform.web.Page;
import io.micms.platform.web.SortOptions;
import java.net.URI;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/clients")
class ClientController {

    private static final SortOptions SORTS =
            new SortOptions("-createdAt", Map.of("createdAt", "createdAt", "name", "name"));

    private final ApiClients clients;
    private final KeysetPages pages;
    private final PasswordEncoder secrets;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    ClientController(ApiClients clients, KeysetPages pages, PasswordEncoder secrets, Clock clock) {
        this.clients = clients;
        this.pages = pages;
        this.secrets = secrets;
        this.clock = clock;
    }

    @GetMapping
    Page<ClientView> list(ListQuery query) {
        return pages.find(ApiClient.class, new Criteria(), query, SORTS).map(ClientView::of);
    }

    @PostMapping
    ResponseEntity<IssuedClientView> create(@RequestBody NewClient request) {
        request.check();
        String secret = random(32);
        ApiClient client = clients.save(new ApiClient(
                "client-" + random(12),
                String.valueOf(request.name()).strip(),
                Set.copyOf(request.wanted()),
                String.valueOf(secrets.encode(secret)),
                clock.instant().truncatedTo(ChronoUnit.MILLIS)));
        ActionDetails.add("name", client.name());
        ActionDetails.add("scopes", client.scopes());
        return ResponseEntity.created(URI.create("/api/clients/" + client.id()))
                .cacheControl(CacheControl.noStore())
                .body(new IssuedClientView(
                        client.id(), client.name(), new TreeSet<>(client.scopes()), client.createdAt(), secret));
    }

    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String id) {
        if (clients.removeById(id) == 0) {
            throw new NotFound("API client " + id);
        }
    }

    private String random(int bytes) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    record NewClient(@Nullable String name, @Nullable Set<String> scopes) {

        Set<String> wanted() {
            return scopes == null ? Set.of() : scopes;
        }

        void check() {
            List<Fault> faults = new ArrayList<>();
            if (name == null || name.isBlank()) {
                faults.add(new Fault("/name", "is needed, to tell clients apart"));
            }
            if (wanted().isEmpty()) {
                faults.add(new Fault("/scopes", "at least one scope is needed"));
            }
            for (String scope : wanted()) {
                if (!ApiScope.NAMES.contains(scope)) {
                    faults.add(new Fault(
                            "/scopes",
                            "'%s' is not a scope; there are %s".formatted(scope, new TreeSet<>(ApiScope.NAMES))));
                }
            }
            if (!faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
        }
    }

    record ClientView(String clientId, String name, Set<String> scopes, Instant createdAt) {

        static ClientView of(ApiClient client) {
            return new ClientView(client.id(), client.name(), new TreeSet<>(client.scopes()), client.createdAt());
        }
    }

    /** The only time that the secret is shown. */
    record IssuedClientView(String clientId, String name, Set<String> scopes, Instant createdAt, String clientSecret) {}
}
