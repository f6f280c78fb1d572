package io.micms.campaign.proofs.web;

import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.content.Proof;
import io.micms.campaign.content.Proof.Warning;
import io.micms.campaign.content.SandboxedMail;
import io.micms.campaign.content.SmsText;
import io.micms.campaign.proofs.Proofs;
import io.micms.campaign.proofs.Proofs.Preview;
import io.micms.campaign.proofs.Proofs.Subject;
import io.micms.campaign.proofs.Proofs.TestResult;
import io.micms.platform.problem.Fault;
import io.micms.platform.problem.InvalidInput;
import io.micms.platform.security.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/campaigns")
class ProofController {

    private static final int NAME_AT_MOST = 200;

    private final Proofs proofs;

    ProofController(Proofs proofs) {
        this.proofs = proofs;
    }

    /**
     * @param customerId as whom; missing for some member of the segment
     * @param variant such as {@code B}; missing for the first
     * @param step 0 or missing for the first message, from 1 for a follow-up
     * @param content what it is to say instead of what is saved
     */
    record ProofRequest(
            @Nullable String customerId,
            @Nullable String variant,
            @Nullable Integer step,
            @Nullable Content content) {}

    /** @param campaignName what {@code campaign.name} stands for */
    record ContentProofRequest(
            @Nullable Channel channel,
            @Nullable Content content,
            @Nullable String customerId,
            @Nullable String campaignName) {

        private Subject subject() {
            List<Fault> faults = new ArrayList<>();
            if (channel == null) {
                faults.add(new Fault("/channel", "The channel is EMAIL or SMS."));
            }
            if (content == null) {
                faults.add(new Fault("/content", "There is nothing to show."));
            }
            if (campaignName != null && campaignName.length() > NAME_AT_MOST) {
                faults.add(new Fault("/campaignName", "At most %d characters.".formatted(NAME_AT_MOST)));
            }
            if (!faults.isEmpty()) {
                throw new InvalidInput(faults);
            }
            return new Subject(
                    Objects.requireNonNullElse(campaignName, ""),
                    Objects.requireNonNull(channel),
                    Objects.requireNonNull(content),
                    null,
                    customerId);
        }
    }

    /**
     * @param subject empty for an SMS, as {@code preheader} and {@code html} are
     * @param html a whole document; show it in a frame with the attribute {@code sandbox} and without scripts
     * @param sms how the text travels; missing for an e-mail
     * @param bytes of the HTML
     */
    record ProofView(
            String customerId,
            String customerName,
            String subject,
            String preheader,
            String html,
            String text,
            @Nullable SmsText sms,
            int bytes,
            List<Warning> warnings) {

        static ProofView of(Preview preview) {
            Proof proof = preview.proof();
            return new ProofView(
                    preview.profile().id(),
                    preview.profile().customer().displayName(),
                    proof.subject(),
                    proof.preheader(),
                    proof.html(),
                    proof.text(),
                    proof.sms(),
                    proof.bytes(),
                    proof.warnings());
        }
    }

    /** @param to one to five addresses or phone numbers */
    record TestRequest(
            @Nullable List<String> to,
            @Nullable String customerId,
            @Nullable String variant,
            @Nullable Integer step,
            @Nullable Content content) {}

    record TestView(List<TestResult> results) {}

    @PostMapping("/{id}/preview")
    ProofView preview(@PathVariable String id, @RequestBody ProofRequest request) {
        return ProofView.of(proofs.preview(
                proofs.ofCampaign(id, request.step(), request.variant(), request.content(), request.customerId())));
    }

    /** The HTML of what is saved, as a document that can be shown in a frame. */
    @GetMapping(path = "/{id}/preview", produces = MediaType.TEXT_HTML_VALUE)
    ResponseEntity<String> previewDocument(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String customerId,
            @RequestParam(required = false) @Nullable String variant,
            @RequestParam(required = false) @Nullable Integer step) {
        Preview preview = proofs.preview(proofs.ofCampaign(id, step, variant, null, customerId));
        return SandboxedMail.of(preview.proof().html());
    }

    /** Shows content of no campaign yet. */
    @PostMapping("/preview")
    ProofView previewContent(@RequestBody ContentProofRequest request) {
        return ProofView.of(proofs.preview(request.subject()));
    }

    /** Sends what a customer would get to addresses of one's own choice, marked as a test; nothing of it is counted. */
    @PostMapping("/{id}/test")
    TestView test(@PathVariable String id, @RequestBody TestRequest request, Caller caller) {
        Subject subject =
                proofs.ofCampaign(id, request.step(), request.variant(), request.content(), request.customerId());
        return new TestView(proofs.test(subject, request.to(), caller));
    }
}
