package io.micms.campaign.providers;

import io.micms.campaign.content.Channel;
import io.micms.campaign.providers.Provider.Outcome.Accepted;
import io.micms.campaign.providers.Provider.Outcome.Refused;
import io.micms.campaign.providers.Provider.Outcome.TemporarilyRefused;
import io.micms.campaign.providers.Provider.Outcome.Unknown;
import io.micms.campaign.providers.ProviderProperties.Sms;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.util.MultiValueMap;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;

/** SMS over Twilio's Messages resource (https://www.twilio.com/docs/messaging/api/message-resource) or its like. */
@Component
class SmsProvider implements Provider {

    private final Sms sms;
    private final RestClient http;

    private record Created(@Nullable String sid) {}

    SmsProvider(ProviderProperties properties) {
        this.sms = properties.sms();
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
        MultiValueMap<String, String> form = new LinkedMultiValueMap<>();
        form.add("To", message.to());
        form.add("From", sms.from());
        form.add("Body", message.text());
        try {
            Created created = http.post()
                    .uri("/2010-04-01/Accounts/{sid}/Messages.json", sms.accountSid())
                    .contentType(MediaType.APPLICATION_FORM_URLENCODED)
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

    private static Outcome refusal(RestClientResponseException e) {
        int status = e.getStatusCode().value();
        String why = "The SMS provider answered %d: %s".formatted(status, e.getResponseBodyAsString());
        if (status == 429 || status == 503 || status == 401 || status == 403) {
            return new TemporarilyRefused(why);
        }
        return status >= 500 ? new Unknown(why) : new Refused(why);
    }
}
