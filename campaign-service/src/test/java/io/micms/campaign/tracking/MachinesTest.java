package io.micms.campaign.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachinesTest {

    private static final Instant SENT = Instant.parse("2026-11-01T12:00:00Z");
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {
                "Mozilla/5.0=>true",
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148=>false",
                "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36=>false",
                "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0)=>false",
                "Barracuda Sentinel (EE)=>true",
                "Mozilla/5.0 (compatible; bingbot/2.0)=>true",
                "python-requests/2.31=>true",
                "curl/8.5.0=>true",
                "WhatsApp/2.23=>true"
            })
    void isKnownByWhatItSays(String userAgent, boolean machine) {
        assertThat(Machines.isMachine(userAgent, SENT, SENT.plusSeconds(600))).isEqualTo(machine);
    }

    @Test
    void whoComesTooSoonOrSaysNothingIsAMachine() {
        String chrome = "Mozilla/5.0 (Windows NT 10.0) Chrome/120.0";
        assertThat(Machines.isMachine(chrome, SENT, SENT.plusSeconds(1))).isTrue();
        assertThat(Machines.isMachine(chrome, null, SENT)).isTrue();
        assertThat(Machines.isMachine(chrome, SENT, SENT.plusSeconds(10))).isFalse();
        assertThat(Machines.isMachine(null, SENT, SENT.plusSeconds(600))).isTrue();
        assertThat(Machines.isMachine(" ", SENT, SENT.plusSeconds(600))).isTrue();
    }

    @Test
    void anImageProxyStandsForAPersonUnlessItComesBeforeOneCould() {
        assertThat(Machines.isMachine(GMAIL, SENT, SENT.plusSeconds(10))).isTrue();
        assertThat(Machines.isMachine(GMAIL, SENT, SENT.plusSeconds(600))).isFalse();
    }
}
