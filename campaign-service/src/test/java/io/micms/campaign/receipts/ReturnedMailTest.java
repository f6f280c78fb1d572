package io.micms.campaign.receipts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micms.campaign.delivery.Feedback.Bounce;
import io.micms.campaign.receipts.ReturnedMail.Report;
import jakarta.mail.MessagingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReturnedMailTest {

    private static final String ID = "019a3f11-4e10-7c0f-8a3d-91b2c3d4e504:019a3f0e-7c00-7b1a-9c55-3f2f6f0f9a01:0:0";

    private static Report read(String mail) throws MessagingException {
        return ReturnedMail.read(mail.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String status(String action, String status, String diagnostic) {
        return """
                Return-Path: <>
                From: Mail Delivery System <MAILER-DAEMON@mx.example.com>
                To: bounces@mi-cms.example
                Subject: Undelivered Mail Returned to Sender
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=delivery-status; boundary="b1"

                --b1
                Content-Type: text/plain

                I'm sorry to have to inform you.

                --b1
                Content-Type: message/delivery-status

                Reporting-MTA: dns; mx.example.com
                Arrival-Date: Sun, 1 Nov 2026 12:00:00 +0000

                Final-Recipient: rfc822; asha@example.com
                Action: %s
                Status: %s
                Diagnostic-Code: smtp; %s

                --b1
                Content-Type: message/rfc822

                From: hello@mi-cms.example
                To: asha@example.com
                Message-ID: <%s@mi-cms.example>
                Subject: Hello

                Hello
                --b1--
                """.formatted(action, status, diagnostic, ID.replace(':', '.'));
    }

    @ParameterizedTest
    @CsvSource({
        "5.1.1, 550 5.1.1 <asha@example.com>: user unknown, HARD",
        "5.0.0, 550 5.1.1 no such user, HARD",
        "5.0.0, 550 user unknown, HARD",
        "5.0.0, 550 5.0.0 User unknown, HARD",
        "5.1.1, 550 5.0.0 failed, HARD",
        "5.0.0, 554 refused because of its content, SOFT",
        "5.7.1, 550 mailbox unavailable, SOFT",
        "4.0.0, 450 mailbox unavailable, SOFT",
        "5.1.10, 550 5.1.10 recipient not found, HARD",
        "5.2.2, 552 5.2.2 mailbox full, SOFT",
        "4.4.7, 451 4.4.1 no answer, SOFT",
        "5.7.1, 550 5.7.1 blocked, SOFT"
    })
    void aFailureIsABounce(String status, String diagnostic, Bounce how) throws Exception {
        assertThat(read(status("failed", status, diagnostic))).isInstanceOfSatisfying(Report.Bounced.class, bounced -> {
            assertThat(bounced.messageId()).isEqualTo(ID);
            assertThat(bounced.how()).isEqualTo(how);
            assertThat(bounced.detail()).contains(diagnostic.substring(0, 3));
        });
    }

    @Test
    void whatIsOnlyDelayedIsNotTheLastWordAndWhatIsDeliveredIs() throws Exception {
        assertThat(read(status("delayed", "4.4.1", "451 no answer"))).isInstanceOf(Report.Nothing.class);
        assertThat(read(status("delivered", "2.0.0", "250 OK"))).isEqualTo(new Report.Delivered(ID));
    }

    @Test
    void theAddressThatItCameToSaysWhoseItIs() throws Exception {
        String tagged = status("failed", "5.1.1", "550 no")
                .replaceAll("Message-ID: .*\n", "")
                .replace("To: bounces@", "To: bounces+agnd6ekocb6a7cr5sgzmhvhfaqazupyopqahwgu4ku7s63yptiaqaaa@");
        assertThat(read(tagged))
                .isInstanceOfSatisfying(
                        Report.Bounced.class,
                        bounced -> assertThat(bounced.messageId()).isEqualTo(ID));
    }

    @ParameterizedTest
    @CsvSource({"abuse, true", "fraud, true", "not-spam, false"})
    void aComplaintIsTold(String kind, boolean complaint) throws Exception {
        String mail = """
                From: feedback@isp.example
                To: complaints@mi-cms.example
                MIME-Version: 1.0
                Content-Type: multipart/report; report-type=feedback-report; boundary="b1"

                --b1
                Content-Type: text/plain

                This is a report.
                --b1
                Content-Type: message/feedback-report

                Feedback-Type: %s
                User-Agent: ISP/1.0
                Version: 1

                --b1
                Content-Type: text/rfc822-headers

                From: hello@mi-cms.example
                Message-ID: <%s@mi-cms.example>
                --b1--
                """.formatted(kind, ID.replace(':', '.'));

        assertThat(read(mail))
                .isEqualTo(complaint ? new Report.Complained(ID) : new Report.Nothing("It is no complaint."));
    }

    @Test
    void otherMailChangesNothing() throws Exception {
        assertThat(read("From: asha@example.com\nTo: bounces@mi-cms.example\nSubject: Hi\n\nHello"))
                .isInstanceOf(Report.Nothing.class);
        assertThat(read("From: a@example.com\nAuto-Submitted: auto-replied\nContent-Type: text/plain\n\nI am away"))
                .isInstanceOf(Report.Nothing.class);
        assertThat(read(status("failed", "5.1.1", "550 no").replace(ID.replace(':', '.'), "somebody-elses")))
                .isInstanceOf(Report.Nothing.class);
        assertThat(read("Content-Type: multipart/report; report-type=delivery-status; boundary=b1\n\n--b1\n"))
                .isInstanceOf(Report.Nothing.class);
        assertThatThrownBy(() -> read("")).isInstanceOf(MessagingException.class);
    }

    private static final Instant NOON = Instant.parse("2026-11-01T12:00:00Z");

    private static HookSignatures signatures(String secret) {
        return new HookSignatures(
                new ReceiptProperties(
                        secret,
                        Duration.ofMinutes(5),
                        new ReceiptProperties.Imap(null, 993, null, null, true, "INBOX", null)),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }

    private static String signed(String secret, String text) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "v1=" + HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void onlyWhoKnowsTheSecretIsHeardAndOnlyForAWhile() throws Exception {
        HookSignatures signatures = signatures("secret");
        String now = String.valueOf(NOON.getEpochSecond());
        String old = String.valueOf(NOON.getEpochSecond() - 301);
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);

        assertThat(signatures.isSigned(now, signed("secret", now + ".{}"), body))
                .isTrue();
        assertThat(signatures.isSigned(now, signed("other", now + ".{}"), body)).isFalse();
        assertThat(signatures.isSigned(now, signed("secret", now + ".{ }"), body))
                .isFalse();
        assertThat(signatures.isSigned(old, signed("secret", old + ".{}"), body))
                .isFalse();
        assertThat(signatures.isSigned(now, signed("secret", old + ".{}"), body))
                .isFalse();
        assertThat(signatures.isSigned(null, signed("secret", now + ".{}"), body))
                .isFalse();
        assertThat(signatures.isSigned(now, "v1=zz", body)).isFalse();
        assertThat(signatures.isSigned("soon", signed("secret", "soon.{}"), body))
                .isFalse();
        assertThat(signatures(" ").isSigned(now, signed(" ", now + ".{}"), body))
                .isFalse();
    }

    /** The example of https://www.twilio.com/docs/usage/security#validating-requests, as their libraries test it. */
    @Test
    void twiliosOwnExampleIsValid() {
        Map<String, List<String>> form = Map.of(
                "CallSid", List.of("CA1234567890ABCDE"),
                "Caller", List.of("+14158675309"),
                "Digits", List.of("1234"),
                "From", List.of("+14158675309"),
                "To", List.of("+18005551212"));
        String url = "https://mycompany.com/myapp.php?foo=1&bar=2";

        assertThat(HookSignatures.isSignedByTwilio("12345", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isTrue();
        assertThat(HookSignatures.isSignedByTwilio("12345", url + "&x", form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        assertThat(HookSignatures.isSignedByTwilio("12346", url, form, "RSOYDt4T1cUTdK1PDd93/VVr8B8="))
                .isFalse();
        assertThat(HookSignatures.isSignedByTwilio("12345", url, form, null)).isFalse();
        assertThat(Base64.getDecoder().decode("RSOYDt4T1cUTdK1PDd93/VVr8B8=")).hasSize(20);
    }
}
