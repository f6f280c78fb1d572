package io.micms.campaign.providers;

import io.micms.campaign.content.Channel;
import io.micms.campaign.providers.Provider.Outcome.Accepted;
import io.micms.campaign.providers.Provider.Outcome.Refused;
import io.micms.campaign.providers.Provider.Outcome.TemporarilyRefused;
import io.micms.campaign.providers.Provider.Outcome.TooMany;
import io.micms.campaign.providers.Provider.Outcome.Unknown;
import io.micms.campaign.providers.ProviderProperties.Sms;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * SMS over Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource) or its like. Twilio
 * itself knows no idempotency key; for those who do, each attempt carries the same one. Where it is not known whether an SMS
 * was taken it is never sent again, so that the key is a second safeguard and not the first.
 */
@Component
class SmsProvider implements Provider {

    private static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    /** Numbers that are none, that cannot get SMS, or whose owner has answered STOP. */
    private static final Set<Integer> BAD_NUMBER = Set.of(21211, 21214, 21217, 21610, 21614);

    private final Sms sms;
    private final RestClient http;
    private final StatusCallbacks callbacks;
    private final SendingLimits limits;
    private final Throttle throttle = new Throttle();
    private final String publicUrl;
    private final JsonMapper json;

    private record Created(@Nullable String sid) {}

    SmsProvider(
            ProviderProperties properties,
            SendingLimits limits,
            StatusCallbacks callbacks,
            @Value("${micms.public-url}") String publicUrl,
            JsonMapper json) {
        this.sms = properties.sms();
        this.callbacks = callbacks;
        this.limits = limits;
        this.publicUrl = publicUrl;
        this.json = json;
        JdkClientHttpRequestFactory requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
        requests.setReadTimeout(properties.timeout());
        this.http = RestClient.builder()
                .requestFactory(requests)
                .baseUrl(sms.baseUrl())
                .defaultHeaders(headers -> headers.setBasicAuth(sms.accountSid(), sms.authToken()))
                .build();
    }

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public Outcome deliver(Outgoing message) {
        Duration pause = throttle.enter(limits.sms());
        if (!pause.isZero()) {
            return new TooMany(pause);
        }
        try {
            return post(message);
        } finally {
            throttle.leave();
        }
    }

    private Outcome post(Outgoing message) {
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", message.to());
        form.add("From", sms.from());
        form.add("Body", message.text());
        if (sms.callbacks()) {
            callbacks
                    .markOf(message.messageId())
                    .ifPresent(mark -> form.add("StatusCallback", publicUrl + "/hooks/twilio?message=" + mark));
        }
        try {
            Created created = http.post()
                    .uri("/2010-04-01/Accounts/{sid}/Messages.json", sms.accountSid())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
                    .header(IDEMPOTENCY_KEY, message.messageId())
                    .body(form)
                    .retrieve()
                    .body(Created.class);
            return new Accepted(created == null ? null : created.sid());
        } catch (RestClientResponseException e) {
            return refusal(e);
        } catch (ResourceAccessException e) {
            return e.getCause() instanceof ConnectException || e.getCause() instanceof HttpConnectTimeoutException
                    ? new TemporarilyRefused("The SMS provider could not be reached.")
                    : new Unknown("The SMS provider did not answer.");
        } catch (RestClientException e) {
            return new Unknown("The SMS provider's answer could not be read.");
        }
    }

    private Outcome refusal(RestClientResponseException e) {
        int status = e.getStatusCode().value();
        String body = e.getResponseBodyAsString();
        String why = "The SMS provider answered %d: %s".formatted(status, body);
        if (status == 429 || status == 503 || status == 401 || status == 403) {
            return new TemporarilyRefused(why);
        }
        return status >= 500 ? new Unknown(why) : new Refused(why, BAD_NUMBER.contains(code(body)));
    }

    private int code(String body) {
        try {
            JsonNode problem = json.readTree(body);
            return problem == null ? 0 : problem.path("code").asInt(0);
        } catch (JacksonException e) {
            return 0;
        }
    }
}
