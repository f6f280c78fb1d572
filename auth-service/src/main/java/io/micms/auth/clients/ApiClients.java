package io.micms.auth.clients;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The systems that may call the API in their own name. */
public interface ApiClients extends Repository<ApiClient, String> {

    Optional<ApiClient> findById(String id);

    ApiClient save(ApiClient client);

    /** How many were there to delete. */
    long removeById(String id);
}
