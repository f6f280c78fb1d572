package io.micms.campaign.profiles;

import io.micms.campaign.matching.RuleIndex;

/** The rules that profiles are judged by; the segments feature provides them. */
public interface SegmentRules {

    /** The rules as they were a moment ago; nobody is told of a change of theirs, but everybody sees it soon. */
    Active current();

    /** The rules as they are in the database at this moment. */
    Active refresh();

    /**
     * @param epoch grows with every change of any rule; a profile judged under an older one is judged again
     * @param index of the rules of all active segments
     */
    record Active(long epoch, RuleIndex index) {}
}
