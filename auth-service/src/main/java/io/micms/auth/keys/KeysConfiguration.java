package io.micms.auth.keys;

import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.security.oauth2.jwt.JwtEncoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;

@Configuration(proxyBeanMethods = false)
class KeysConfiguration {

    @Bean
    SigningKeys signingKeys(MongoOperations mongo, KeyProperties properties, Clock clock) {
        return new SigningKeys(mongo, properties, clock);
    }

    @Bean
    JwtEncoder jwtEncoder(SigningKeys keys) {
        NimbusJwtEncoder encoder = new NimbusJwtEncoder(keys);
        encoder.setJwkSelector(List<JWK>::getFirst);
        return encoder;
    }

    /** A secret that does not open the stored keys must stop the start, not the first sign-in. */
    @Configuration(proxyBeanMethods = false)
    static class OpenedAtStart {

        private final SigningKeys keys;

        OpenedAtStart(SigningKeys keys) {
            this.keys = keys;
        }

        @EventListener(ApplicationReadyEvent.class)
        void open() {
            keys.current();
        }
    }
}
