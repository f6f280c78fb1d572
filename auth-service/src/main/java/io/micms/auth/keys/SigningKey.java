package io.micms.auth.keys;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.text.ParseException;
import java.time.Instant;
import java.util.UUID;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * @param generation counts up from 1; being the id, it lets only one of several instances store the next key
 * @param encrypted the private key as a JWK, encrypted
 */
@Document("signing_keys")
record SigningKey(@Id int generation, String keyId, byte[] encrypted, Instant createdAt) {

    static SigningKey generate(int generation, KeyEncryption encryption, Instant now) {
        String keyId = UUID.randomUUID().toString();
        try {
            RSAKey key = new RSAKeyGenerator(2048)
                    .keyID(keyId)
                    .keyUse(KeyUse.SIGNATURE)
                    .algorithm(JWSAlgorithm.RS256)
                    .generate();
            byte[] encrypted = encryption.encrypt(key.toJSONString().getBytes(UTF_8), keyId);
            return new SigningKey(generation, keyId, encrypted, now);
        } catch (JOSEException e) {
            throw new IllegalStateException("This JVM cannot generate an RSA key", e);
        }
    }

    RSAKey open(KeyEncryption encryption) {
        try {
            return RSAKey.parse(new String(encryption.decrypt(encrypted, keyId), UTF_8));
        } catch (ParseException e) {
            throw new KeyUnreadable(keyId, e);
        }
    }
}
