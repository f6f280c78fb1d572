package io.micms.platform.erasure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class PersonHashesTest {

    private final ApplicationContextRunner service = new ApplicationContextRunner()
            .withPropertyValues("micms.public-url=http://localhost:8080")
            .withConfiguration(AutoConfigurations.of(ErasureAutoConfiguration.class));

    /** What openssl says: {@code printf 'x:C-1001' | openssl dgst -sha256 -hmac mi-cms-local-erasure-key -binary}. */
    @Test
    void hashesAsAnybodyWithTheKeyWould() {
        service.withPropertyValues("micms.erasure.key=" + ErasureProperties.LOCAL_KEY)
                .run(context -> assertThat(context.getBean(PersonHashes.class).of("x:C-1001"))
                        .isEqualTo("ZpETopSJSoo0SLACvE8mv0TC1YvdpOmKT_QeCJCZiHw"));
    }

    @Test
    void anotherKeyMakesOtherHashes() {
        assertThat(new PersonHashes("one").of("x:C-1001")).isNotEqualTo(new PersonHashes("other").of("x:C-1001"));
    }

    @Test
    void identitiesOfAnotherKindAreOthers() {
        PersonHashes hashes = new PersonHashes("one");
        assertThat(hashes.of("x:asha@example.com")).isNotEqualTo(hashes.of("e:asha@example.com"));
    }
}
