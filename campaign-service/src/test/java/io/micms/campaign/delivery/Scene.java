package io.micms.campaign.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micms.campaign.campaigns.Author;
import io.micms.campaign.campaigns.Campaign;
import io.micms.campaign.campaigns.Campaign.Draft;
import io.micms.campaign.campaigns.CampaignService;
import io.micms.campaign.campaigns.FollowUp;
import io.micms.campaign.campaigns.GuardOverrides;
import io.micms.campaign.campaigns.Reentry;
import io.micms.campaign.campaigns.Schedule;
import io.micms.campaign.campaigns.Variant;
import io.micms.campaign.campaigns.Winner;
import io.micms.campaign.content.Channel;
import io.micms.campaign.content.Content;
import io.micms.campaign.profiles.CustomerCopy;
import io.micms.campaign.profiles.ProfileUpdates;
import io.micms.campaign.profiles.Profiles;
import io.micms.campaign.segments.Segment;
import io.micms.campaign.segments.SegmentService;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** A segment of its own for each test, people in it, and campaigns on it. */
final class Scene {

    static final Author MARY = new Author("mary", "Mary Marketer");
    static final Content HELLO =
            Content.email("Hello", "<p>Dear {{ customer.firstName }}</p><a href='{{ unsubscribe_url }}'>No more</a>");

    private final ProfileUpdates updates;
    private final SegmentService segments;
    private final CampaignService campaigns;
    private final Profiles profiles;

    /** The city that everybody of this scene lives in. */
    final String mark = UUID.randomUUID().toString().substring(0, 8);

    final String segment;

    Scene(ApplicationContext service) {
        updates = service.getBean(ProfileUpdates.class);
        segments = service.getBean(SegmentService.class);
        campaigns = service.getBean(CampaignService.class);
        profiles = service.getBean(Profiles.class);
        String rule = "{\"combinator\":\"and\",\"rules\":[{\"field\":\"city\",\"operator\":\"=\",\"value\":\"%s\"}]}"
                .formatted(mark);
        segment = segments.create(new Segment.Draft(
                        "Scene " + mark, null, JsonMapper.shared().readTree(rule)))
                .segment()
                .id();
    }

    /** What people of a scene differ in. */
    record Person(
            String name,
            @Nullable String timeZone,
            @Nullable String country,
            boolean consents,
            boolean lives) {

        static Person named(String name) {
            return new Person(name, null, null, true, true);
        }

        Person in(String zone) {
            return new Person(name, zone, country, consents, lives);
        }

        Person inCountry(String code) {
            return new Person(name, timeZone, code, consents, lives);
        }

        Person unwilling() {
            return new Person(name, timeZone, country, false, lives);
        }

        Person elsewhere() {
            return new Person(name, timeZone, country, consents, false);
        }
    }

    String id(String name) {
        return mark + "-" + name;
    }

    String address(String name) {
        return id(name) + "@example.com";
    }

    void people(long version, Person... people) {
        people(version, List.of(people));
    }

    void people(long version, List<Person> people) {
        List<CustomerCopy> copies = new ArrayList<>();
        for (Person person : people) {
            copies.add(new CustomerCopy(
                    id(person.name()),
                    version,
                    id(person.name()),
                    person.name(),
                    null,
                    address(person.name()),
                    null,
                    person.lives() ? mark : "elsewhere",
                    person.country(),
                    null,
                    person.timeZone(),
                    List.of(),
                    Map.of(),
                    person.consents(),
                    null,
                    null,
                    List.of(),
                    null,
                    null));
        }
        for (int from = 0; from < copies.size(); from += 500) {
            updates.customersChanged(copies.subList(from, Math.min(copies.size(), from + 500)));
        }
    }

    /** @return their names */
    List<String> crowd(int size) {
        List<Person> people = new ArrayList<>();
        for (int i = 0; i < size; i++) {
            people.add(Person.named("p" + i));
        }
        people(1, people);
        await().untilAsserted(() -> assertThat(profiles.countMembers(segment)).isEqualTo(size));
        return people.stream().map(Person::name).toList();
    }

    /** A draft that can be changed before it is launched. */
    static final class Plan {

        private final Scene scene;
        private Campaign.Mode mode = Campaign.Mode.ONE_OFF;
        private @Nullable Schedule schedule;
        private @Nullable Reentry reentry;
        private List<FollowUp> followUps = List.of();
        private List<Variant> variants = List.of();
        private @Nullable Winner winner;
        private int holdout;
        private int priority = Campaign.PRIORITY_BY_DEFAULT;
        private @Nullable GuardOverrides guards;

        private Plan(Scene scene) {
            this.scene = scene;
        }

        Plan live() {
            mode = Campaign.Mode.LIVE;
            return this;
        }

        Plan scheduled(Schedule when) {
            mode = Campaign.Mode.SCHEDULED;
            schedule = when;
            return this;
        }

        Plan within(Instant start, Instant end) {
            mode = Campaign.Mode.LIVE;
            schedule = new Schedule(null, null, null, null, start, end);
            return this;
        }

        Plan again(String after) {
            reentry = new Reentry(after);
            return this;
        }

        Plan followedBy(FollowUp... further) {
            followUps = List.of(further);
            return this;
        }

        Plan comparing(Variant... contents) {
            variants = List.of(contents);
            return this;
        }

        Plan choosing(Winner how) {
            winner = how;
            return this;
        }

        Plan holdingOut(int percent) {
            holdout = percent;
            return this;
        }

        Plan first(int before) {
            priority = before;
            return this;
        }

        Plan ignoring(GuardOverrides overrides) {
            guards = overrides;
            return this;
        }

        Campaign draft() {
            return scene.campaigns.create(
                    new Draft(
                            "Campaign " + scene.mark,
                            scene.segment,
                            Channel.EMAIL,
                            mode,
                            HELLO,
                            schedule,
                            reentry,
                            followUps,
                            variants,
                            winner,
                            holdout,
                            priority,
                            guards),
                    MARY);
        }

        /** @return the campaign's id */
        String launch() {
            return scene.campaigns.launch(draft().id()).id();
        }
    }

    Plan plan() {
        return new Plan(this);
    }

    void awaitState(String campaign, Campaign.State state) {
        await().untilAsserted(() -> assertThat(campaigns.get(campaign).state()).isEqualTo(state));
    }
}
