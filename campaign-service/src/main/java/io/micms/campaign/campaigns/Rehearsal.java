package io.micms.campaign.campaigns;

import io.micms.campaign.content.Content;
import io.micms.campaign.content.Personalisation;
import io.micms.campaign.content.RecipientLinks;
import io.micms.campaign.content.RenderingFailed;
import io.micms.campaign.profiles.Profile;
import io.micms.campaign.profiles.Profiles;
import io.micms.platform.problem.Fault;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Renders all that a campaign says for one member of its segment: what a template does only when it is rendered, such as
 * naming a currency that there is none of, fails for everybody alike. What only others' data brings out is not found.
 */
@Component
public class Rehearsal {

    private static final RecipientLinks NOWHERE = RecipientLinks.untracked("#unsubscribe");

    private final Profiles profiles;
    private final Personalisation personalisation;

    Rehearsal(Profiles profiles, Personalisation personalisation) {
        this.profiles = profiles;
        this.personalisation = personalisation;
    }

    /** What cannot be rendered, with a pointer to the first part of each content that cannot; none while there is no member. */
    public List<Fault> faults(Campaign campaign) {
        List<Fault> faults = new ArrayList<>();
        for (Profile member : profiles.membersAfter(campaign.segmentId(), "", 1)) {
            campaign.contents().forEach((holder, content) -> faults.addAll(faults(campaign, holder, content, member)));
        }
        return faults;
    }

    private List<Fault> faults(Campaign campaign, String holder, Content content, Profile member) {
        try {
            personalisation.render(content, campaign.channel(), campaign.name(), member, NOWHERE);
            return List.of();
        } catch (RenderingFailed e) {
            return List.of(e.fault().under(holder));
        }
    }
}
