package io.micms.insight.wording;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The words of English that the grammar knows. */
final class Lexicon {

    // Words that hold a sentence together and say nothing of their own.
    static final Phrases HEADS = Phrases.of(
            "customers|customer|people|persons|person|users|user|clients|client|everyone|everybody|anyone|anybody|those|folks|contacts|guys|members|member|profiles|accounts|audience|shoppers who|buyers who|residents|resident|inhabitants|ones|folk|only those|only people|only customers|those people|only the ones");
    static final Phrases FILLERS = Phrases.of(
            "find|find me|show|show me|list|get|give me|select|target|all|all of|all the|the|our|my|any|every|each|a|an|please|i want|i need|we want|to see|send to|who|that|which|they|them|also|has|have|had|are|is|were|was|be|been|being|do|does|did|will|just|actually|currently|now|still|of|there|would like|i would like|let us|me|us|so far|as well|too|then|additionally|moreover|furthermore|at the same time|got|segment of|a segment of|build|create|make|look for|search for|but|however|yet|already|whose|with|having|someone|somebody|want to|reach|in addition|on top|live|lives|with us");

    static final Phrases DETERMINERS =
            Phrases.of("the|a|an|our|my|any|all|all of|all the|of|each|every|this|that|these");

    static final Phrases AND = Phrases.of("and|&|plus|and also|as well as|and additionally|together with|and then");
    static final Phrases OR = Phrases.of("or|or else|or alternatively");
    static final Phrases BUT = Phrases.of(
            "but|but also|yet|however|while|although|though|and yet|if|only if|as long as|so long as|provided|provided that|given that|on condition that|on the condition that");
    static final Phrases RELATIVE = Phrases.of("who|that|which");
    static final Phrases AND_WHO = Phrases.of("and who|and that|and whose");
    static final Phrases EITHER = Phrases.of("either");
    static final Phrases NEITHER = Phrases.of("neither");
    static final Phrases NOR = Phrases.of("nor|or");

    static final Phrases AUXILIARY = Phrases.of(
            "have|has|had|having|did|do|does|are|is|were|was|be|been|being|will|would|can|may|must|must have|must be|should|should have|should be|ever|already|currently|also|still|recently have|to|they|they have|they are|yet|they've|really|actually|just|them|got|get");
    static final Phrases NOT = Phrases.of(
            "not|non|never|haven't|havent|hasn't|hasnt|hadn't|didn't|didnt|don't|dont|doesn't|doesnt|aren't|arent|isn't|isnt|weren't|wasn't|wasnt|won't|can't|cannot|never ever|not yet|no longer|failed to|without|without having|without ever|not once|have yet to|has yet to|yet to");
    static final Phrases JUST = Phrases.of("just|only|necessarily|merely|simply");
    static final Phrases EVERY = Phrases.of("all|everyone|everybody|every|each");
    static final Phrases NOT_JUST = Phrases.of("not just|not only|not necessarily|not merely|not simply");
    static final Phrases EXCEPT = Phrases.of(
            "except|except for|excluding|exclude|but not|other than|apart from|aside from|without|minus|leaving out|leave out|not including|save for|save|besides|barring|bar|but exclude|and exclude|but leave out|and leave out|with the exception of|with exception of|do not include|don't include|dont include|never include|skip|skipping|omit|omitting|remove|removing|drop|dropping|instead of|rather than|as opposed to|nobody|no one|none|none of|not any of");
    /** The last word names those who are taken out. */
    static final Phrases NOT_THOSE = Phrases.of(
            "not those|not people|not customers|and not those|and not people|and not customers|nor those|nor people|nor customers");

    static final Phrases ALL_BUT = Phrases.of(
            "everyone but|everybody but|anyone but|anybody but|all but|all customers but|all people but|every customer but");
    static final Phrases UNLESS = Phrases.of("unless");
    static final Phrases CONCEDED = Phrases.of(
            "even if|even when|even though|whether or not|no matter if|no matter whether|regardless of whether|irrespective of whether|whether they|regardless if");

    /** Words that turn round or narrow what stands behind them; without them it would be read as the opposite, or as more. */
    static final Set<String> DENYING = Set.of(
            "not",
            "no",
            "none",
            "nobody",
            "non",
            "never",
            "nothing",
            "neither",
            "nor",
            "without",
            "unless",
            "hardly",
            "barely",
            "scarcely",
            "rarely",
            "seldom",
            "don't",
            "dont",
            "doesn't",
            "doesnt",
            "didn't",
            "didnt",
            "haven't",
            "havent",
            "hasn't",
            "hasnt",
            "hadn't",
            "isn't",
            "isnt",
            "aren't",
            "arent",
            "wasn't",
            "wasnt",
            "weren't",
            "won't",
            "can't",
            "cannot",
            "only",
            "solely",
            "exclusively",
            "stopped",
            "stop",
            "ceased",
            "quit",
            "used",
            "instead",
            "rather",
            "whether",
            "regardless",
            "irrespective",
            "even",
            "including",
            "include",
            "included",
            "exclude",
            "excluding",
            "except",
            "remove",
            "skip",
            "omit",
            "drop",
            "avoid",
            "ex",
            "former",
            "lack",
            "lacking",
            "minus",
            "refuse",
            "fail",
            "failing");

    static final Phrases NO = Phrases.of("no|zero|not any|none|no single|not a|not a single|not one|0");

    /** Verbs that need nothing behind them. */
    static final Phrases ORDERED = Phrases.of(
            "ordered|order|ordering|bought|buy|buys|buying|purchased|purchase|purchasing|shopped|shop|shopping|spent money|spent any money|spent anything|transacted|ordered anything|bought anything|paying for");

    static final Phrases ORDER_NOUN =
            Phrases.of("order|orders|purchase|purchases|transactions|transaction|buys|sale|sales|orders in total");
    static final Phrases PLACING = Phrases.of("placed|place|placing|made|make|making|done|given|completed|did");
    static final Phrases SPENT = Phrases.of(
            "spent|spend|spends|spending|paid|pay|bought for|purchased for|ordered for|shopped for|ordered goods worth|bought goods worth|placed orders worth|made purchases worth");
    static final Phrases TOTAL = Phrases.of(
            "total spend|total spending|total of orders|order total|orders total|total order value|total revenue|revenue|spend|lifetime value|lifetime spend|total value of orders|total purchases worth|orders worth|purchases worth|total spent|turnover|total|orders totalling|orders totaling|sales|ltv");
    static final Phrases AVERAGE = Phrases.of(
            "average order value|average order|average basket|average spend|average spend per order|aov|average purchase|mean order value|average order size|order average|average of orders|average order total");
    static final Phrases PER_ORDER = Phrases.of(
            "per order|on average|an order on average|per purchase|on average per order|each time|each order");
    static final Phrases LAST_ORDER = Phrases.of(
            "last order|last orders|last purchase|latest order|latest purchase|most recent order|most recent purchase|last order date|last purchase date|last purchase was|date of last order");
    static final Phrases FIRST_ORDER = Phrases.of(
            "first order|first orders|first purchase|initial order|first ever order|very first order|first order date|first purchase date");
    static final Phrases LAST_ORDERED = Phrases.of(
            "last ordered|last bought|last purchased|last shopped|most recently ordered|most recently bought|lastly ordered");
    static final Phrases FIRST_ORDERED = Phrases.of("first ordered|first bought|first purchased|first shopped");

    static final Phrases OPENED = Phrases.of("opened|open|opening|read|reading|viewed|opens|looked at");
    static final Phrases CLICKED = Phrases.of(
            "clicked|click|clicking|clicked on|click on|clicking on|clicked in|clicked a link in|clicked on a link in|clicked any link in|clicked links in|followed a link in|clicked through|clicked a link|clicked on a link|clicked links|clicked on links|click a link in|click on a link in|click any link in|clicks");
    static final Phrases RECEIVED = Phrases.of(
            "received|receive|receiving|been sent|were sent|was sent|gotten|got|get|sent|been mailed|been messaged|been contacted with|contacted with");
    static final Phrases THEM = Phrases.of("it|them|any of them|any|one of them");
    static final Phrases MAILS = Phrases.of(
            "mail|mails|email|emails|e-mail|e-mails|message|messages|newsletter|newsletters|mailing|mailings|campaign emails|campaign mails|campaign messages|of our emails|of our mails|of our messages|of our e-mails|of them|campaign|campaigns|link|links|our emails|our mails|marketing emails|marketing mails|email from us|of our campaigns|email campaign|email campaigns|mail from us|mails from us|emails from us|messages from us");
    static final Phrases SMS = Phrases.of("sms|sms messages|text message|text messages|texts|text|smses");

    static final Phrases BIRTHDAY =
            Phrases.of("birthday|birthdays|a birthday|birth day|their birthday|bday|its birthday");
    static final Phrases BORN = Phrases.of("born|date of birth|birth date|birthdate|birth year");
    static final Phrases JOINED = Phrases.of(
            "members|a member|been members|member|joined|join|joining|signed up|sign up|registered|register|registering|created|added|were added|was added|customers|a customer|customer|became customers|became a customer|enrolled|subscribed first|created an account|opened an account|been customers|been a customer|been with us|with us|signing up|known|date added|account created|on board|onboarded|came in");

    static final Phrases IN_PLACE = Phrases.of(
            "in|from|living in|live in|lives in|based in|located in|residing in|staying in|within|of|out of|at|around|who live in|hail from|hailing from|coming from|come from|resident in|settled in|in the city of|in the city|in city|from the city|from the city of|in the country|in cities");
    static final Phrases OUTSIDE = Phrases.of(
            "outside|outside of|living outside|not in|not from|anywhere but|anywhere except|based outside|located outside|live outside|beyond");
    static final Phrases CITY = Phrases.of("city|cities|town|hometown|home city");
    static final Phrases COUNTRY = Phrases.of("country|countries|nation");
    static final Phrases IS =
            Phrases.of("is|are|was|were|=|:|equals|equal to|is equal to|being|of|is set to|set to|==");
    static final Phrases IS_NOT = Phrases.of(
            "is not|isn't|are not|is neither|are neither|neither|!=|does not equal|is other than|is anything but|not equal to|differs from|not|isnt|other than");

    static final Phrases TAGGED = Phrases.of(
            "tagged|tagged as|tagged with|tag|tags|the tag|the tags|a tag|labelled|labeled|labelled as|labeled as|labelled with|marked as|marked|with tag|with tags|tag is|tags include|tags contain|tagged either|flagged as|flagged");
    static final Phrases ANY_TAG = Phrases.of("any tag|a tag|tags|any tags|some tag");

    static final Phrases SEGMENT = Phrases.of(
            "segment|segments|the segment|the segments|in the segment|in segment|in the segments|in segments|members of|members of the segment|belong to|belong to the segment|belonging to|part of|part of the segment|audience|the audience|in the audience|group|the group|in the group|any of the segments|in any of the segments|a member of|of the segment|from the segment|in the list");

    static final Phrases CONSENTED = Phrases.of(
            "consented to|consent to|consent for|agreed to|agree to|opted in to|opted into|opted in for|opt in to|opted-in to|opted in|allowed|allow|accept|accepted|given consent to|given consent for|gave consent to|given permission for|subscribed to|permit|want|permission for|agreed to receive|opted in to receive|happy to get|consented to receive|consenting to|reachable by|reachable via|reachable on|contactable by|contactable via|consent by|consents to|can be contacted by|can be contacted via|can be reached by|can be reached via|may be contacted by|can get|may get|may receive|can receive|accepting");
    static final Phrases REFUSED = Phrases.of(
            "opted out of|opted out from|unsubscribed from|unsubscribed of|refused|declined|withdrew consent for|withdrew consent to|revoked consent for|opted-out of|objected to|denied");
    static final Phrases CONSENT_WORD = Phrases.of("consent|permission|opt-in|opt in|email consent|sms consent");
    static final Phrases MAILABLE = Phrases.of("be emailed|be e-mailed|be mailed|emailed|mailed|mailable|emailable");
    static final Phrases TEXTABLE = Phrases.of("be texted|be sms'd|texted|textable");
    static final Phrases EMAIL = Phrases.of(
            "email|e-mail|emails|e-mails|mail|mails|newsletters|newsletter|the newsletter|email marketing|marketing emails|our emails|our newsletter|mailings|marketing by email|marketing by e-mail|being emailed");
    static final Phrases EMAIL_ADDRESS = Phrases.of(
            "email address|e-mail address|email|e-mail|email addresses|mail address|e-mail addresses|email id|an email|an email address|an e-mail|an e-mail address");
    static final Phrases PHONE = Phrases.of(
            "phone|phone number|a phone|a phone number|telephone|telephone number|mobile|mobile number|phone numbers|a mobile number|a telephone number|number to call");
    static final Phrases FIRST_NAME = Phrases.of("first name|given name|forename|firstname");
    static final Phrases LAST_NAME = Phrases.of("last name|surname|family name|lastname|second name");
    static final Phrases EXTERNAL_ID = Phrases.of("external id|customer id|id|external ids|customer number|externalid");
    static final Phrases NAMED =
            Phrases.of("named|called|with the name|by the name of|with the first name|whose name is|name is");
    static final Phrases BEGINS = Phrases.of(
            "begins with|starts with|beginning with|starting with|begin with|start with|starts in|beginning in");
    static final Phrases ENDS = Phrases.of("ends with|ending with|end with|ending in|ends in|ends on|at");
    static final Phrases CONTAINS = Phrases.of("contains|containing|contain|includes|including|include|has");
    static final Phrases KNOWN = Phrases.of(
            "is known|known|is set|is given|is not empty|is filled in|is there|exists|is present|is on file|on file|are known");
    static final Phrases UNKNOWN = Phrases.of(
            "is unknown|unknown|is missing|missing|is empty|is not known|is not set|is blank|isn't known|isn't set|are unknown|not known|are missing");

    static final Phrases AGE = Phrases.of("age|aged|ages|of age|age of|age is|aged between|age between");
    static final Phrases YEARS_OLD =
            Phrases.of("years old|years of age|year old|years-old|year-olds|years|yrs|yo|year olds|yrs old");
    static final Phrases OLDER = Phrases.of("older than|over|above|past|more than|senior to");
    static final Phrases YOUNGER = Phrases.of("younger than|under|below|less than");

    static final Phrases MORE_THAN = Phrases.of(
            "more than|over|above|greater than|larger than|higher than|exceeding|exceeds|exceed|in excess of|>|beyond|bigger than|upwards of|north of|better than|is over|is above|was more than|was over|is more than|is greater than|is higher than|older than|longer than");
    static final Phrases AT_LEAST = Phrases.of(
            "at least|atleast|at-least|atlest|not younger than|no younger than|no less than|not less than|no fewer than|not fewer than|minimum|a minimum of|min|>=|from|not under|not below|is at least|=>|minimum of|starting at|starting from|was at least");
    static final Phrases LESS_THAN = Phrases.of(
            "less than|fewer than|under|below|lower than|smaller than|<|is under|is below|is less than|beneath|not even|not as much as|was less than|was under|short of|younger than");
    static final Phrases AT_MOST = Phrases.of(
            "at most|not older than|no older than|up to|no more than|not more than|maximum|a maximum of|max|<=|not over|not above|not exceeding|is at most|maximum of|until|no greater than|not greater than|was at most|never more than|only up to");
    static final Phrases EXACTLY =
            Phrases.of("exactly|precisely|just|only|=|equal to|is|of exactly|equals|was|is exactly|==|worth exactly");
    static final Phrases BETWEEN =
            Phrases.of("between|from|in the range of|ranging from|anywhere between|is between|was between|in between");
    static final Phrases OR_MORE = Phrases.of(
            "or more|or above|and above|or over|and more|and over|plus|or greater|or higher|and up|upwards|+|or older|or better|and older|and upwards|or longer");
    static final Phrases OR_LESS = Phrases.of(
            "or less|or fewer|or below|or under|and below|and under|or lower|or younger|and younger|at most|or smaller");
    static final Phrases TO = Phrases.of("to|and|-|–|—|up to|through|until|till");

    static final Phrases ORDER_COUNT = Phrases.of(
            "order count|orders count|number of orders|number of purchases|purchase count|count of orders|orders in total|total number of orders");
    static final Phrases NOTHING = Phrases.of("nothing|nothing at all|not a thing|nothing yet");
    static final Phrases WORTH = Phrases.of(
            "for|worth|totalling|totaling|for a total of|amounting to|with a total of|valued at|to the value of");
    static final Phrases IN_ORDERS = Phrases.of(
            "in total|spent|spent so far|spent in total|spent overall|spend|in orders|in purchases|in revenue|in total orders|of total spend|total spend|in lifetime value|worth of orders|worth of purchases|worth of goods|worth of products|total|of orders|in sales|overall|altogether|of revenue");
    static final Phrases OLDER_THAN = Phrases.of("older than|longer ago than|further back than|more than|over");
    static final Phrases OLD = Phrases.of("old|in the past|back");
    static final Phrases TIMES = Phrases.of("times|time|x|orders|occasions|occasion");
    static final Phrases IN_LAST = Phrases.of(
            "in the last|within the last|over the last|during the last|in the past|within the past|over the past|during the past|for the last|for the past|in last|the last|the past|last|past|in the previous|within the previous|previous|since the last|within|in the latest|inside the last|these last|in these last|over last|not older than|across the last|in the course of the last");
    static final Phrases FOR = Phrases.of(
            "for|in|for over|for more than|for at least|in over|in more than|in at least|for a full|for about|for nearly|within");
    static final Phrases AGO = Phrases.of("ago|back|before now|earlier|before today");
    static final Phrases MORE_THAN_AGO =
            Phrases.of("more than|over|at least|longer than|earlier than|before|further back than|older than|above");
    static final Phrases LESS_THAN_AGO = Phrases.of(
            "less than|under|not more than|within|no more than|up to|at most|no longer than|not longer than|fewer than|only");
    static final Phrases SINCE = Phrases.of(
            "since|from|starting|starting from|beginning|since the beginning of|since the start of|on or after|not before|from the beginning of|since early|starting in|from the start of|ever since|not earlier than|no earlier than");
    static final Phrases BEFORE = Phrases.of(
            "before|since before|prior to|earlier than|until|ahead of|older than|till|before the beginning of|not since|preceding|up until");
    static final Phrases AFTER = Phrases.of("after|later than|following|past");
    static final Phrases BY = Phrases.of(
            "by|on or before|no later than|not later than|up to|by the end of|not after|until the end of|through");
    static final Phrases ON = Phrases.of("on|in|during|at|within|dated|for");
    static final Phrases NEXT = Phrases.of(
            "in the next|within the next|during the next|over the next|in the coming|within the coming|coming up in the next|coming up within|the next|next|in the following|over the coming|coming up in|is in the next|falls in the next|falling in the next|coming|in|within|is in|less than|in less than|in the upcoming|no more than");
    static final Phrases UPCOMING = Phrases.of(
            "soon|coming up soon|upcoming|coming up|coming soon|is soon|approaching|is coming up|nearly|around the corner|shortly");
    static final Phrases RECENTLY = Phrases.of("recently|lately|of late|in recent times|not long ago|in recent weeks");
    static final Phrases EVER = Phrases.of(
            "ever|so far|to date|in total|overall|altogether|all time|of all time|in all|at all|in their lifetime|yet|before|until now|in their whole life|even once|as of now|up to now|in the past|all-time|with us|from us|at our shop|in our shop|from our shop|at our store");

    static final Phrases CURRENCY = Phrases.of("₹|rs|rs.|inr|rupees|rupee|re|bucks|/-");
    static final Phrases FOREIGN =
            Phrases.of("$|€|£|usd|eur|gbp|dollars|dollar|euros|euro|pounds|pound|¥|yen|aed|dirhams");

    static final Phrases REPEAT_BUYERS = Phrases.of(
            "repeat customers|repeat buyers|repeat purchasers|returning customers|repeat customer|repeat shoppers|ordered repeatedly|bought repeatedly|returning buyers|regular customers|regulars|ordered again|bought again|come back for more");
    static final Phrases ONE_TIME = Phrases.of(
            "one-time buyers|one-time customers|one time buyers|one time customers|single-order customers|one-off buyers|one-time purchasers|single-purchase customers|one-timers|one-time shoppers|first-time buyers|first time buyers|first-time customers|first-time purchasers");
    static final Phrases BUYERS = Phrases.of("buyers|shoppers|purchasers|paying customers|buyer");
    static final Phrases NON_BUYERS =
            Phrases.of("non-buyers|non buyers|prospects|leads|non-customers|window shoppers|non-purchasers");
    static final Phrases NEW = Phrases.of(
            "new customers|newcomers|new signups|new sign-ups|new users|new people|brand-new customers|recent signups|recent sign-ups|new members|newly registered customers|new clients");
    static final Phrases INACTIVE = Phrases.of(
            "inactive|dormant|lapsed|lapsed customers|inactive customers|dormant customers|sleeping|sleeping customers|churned|churned customers|gone quiet|lapsed buyers|inactive buyers|stale customers");
    static final Phrases ACTIVE = Phrases.of("active customers|active buyers|active|active shoppers|active users");
    static final Phrases TEENAGERS = Phrases.of("teenagers|teens|teenager");
    static final Phrases ADULTS = Phrases.of("adults|adult|of legal age|grown-ups");
    static final Phrases MINORS = Phrases.of("minors|underage|children|kids|under age");
    static final Phrases PENSIONERS = Phrases.of("seniors|senior citizens|pensioners|senior");

    static final Phrases OBJECT_FILLER = Phrases.of(
            "something|anything|things|items|products|product|item|stuff|goods|some|any|a|an|the|our|new|pair of|a pair of|from us|with us|at our store|from the|from|in the|of|from category|from the category|in the category|in category|category|categories|the category|from our|worth of|from the categories|in the categories|from our category|in|on|sku|the sku|product code|with sku|item code|articles|article|with the sku|products in the category|products from the category|products from|items from|items from the category|items in the category|items in|products in|one of|any of|anything from|something from|anything in|something in");
    static final Phrases CATEGORY_WORD = Phrases.of("category|categories|section|department");
    static final Phrases SKU_WORD = Phrases.of("sku|skus|product code|item code");
    static final Phrases ON_CHANNEL = Phrases.of(
            "on|via|through|in|from|over|using|by|at|online on|in the|on the|via the|through the|from the|using the|at the|on our|in our|via our|through our|through channel|via channel|on channel|in channel|on the channel|over the|with the");
    static final Phrases CHANNEL_WORD = Phrases.of("channel|app|shop|store|site|website|application|channels|platform");
    static final Phrases ONLINE = Phrases.of(
            "online|on the internet|on the web|on the website|on our website|through the website|via the website|on our site|on the web shop|over the internet|on website");

    // Words around those above, for one kind of clause each.
    static final Phrases ORDER_FILLING = Phrases.of(
            "something|anything|things|products|items|stuff|from us|with us|any|goods|again|a thing|any products|any product|any items|anything from us|a product|an item");
    static final Phrases ORDER_TOTALLY = Phrases.of("in total|a total of|altogether|overall|a sum of");
    static final Phrases ORDER_OWNED =
            Phrases.of("their|the|placed|made|whose|placed their|made their|a|had|date of|did");
    static final Phrases ORDER_HAPPENED = Phrases.of(
            "was|is|happened|was placed|were|has been|came|lies|falls|was made|dates|dates from|is dated|being|was on");
    static final Phrases MESSAGE_DETERMINERS = Phrases.of(
            "a|an|any|any of|our|the|some|one of|one|single|our last|all|their|your|of|on|in|on a|on any|at least one of|of our|of the|any one of|something in|anything in|any of our");
    static final Phrases MESSAGE_OF_CAMPAIGN = Phrases.of(
            "of|from|in|of the|from the|in the|of campaign|of the campaign|from the campaign|in the campaign|campaign|the campaign|from campaign|in campaign|for|for the|about|about the|the");
    static final Phrases MESSAGE_CAMPAIGN =
            Phrases.of("campaign|campaigns|mail|mails|message|email|emails|newsletter|mailing");
    static final Phrases MESSAGE_IGNORED = Phrases.of("ignored|ignore|ignoring|ignored all|ignored every one");
    static final Phrases MESSAGE_FILLING = Phrases.of(
            "ever|from us|we sent|at all|of ours|so far|that we sent|anything|anything we sent|sent to them|to date|even once|that we sent them|we sent them");
    static final Phrases MESSAGE_OPENS = Phrases.of(
            "opens|opened mails|opened messages|opened emails|mail opens|email opens|opened mail|open|opened email");
    static final Phrases MESSAGE_CLICKS = Phrases.of(
            "clicks|clicked mails|clicked messages|link clicks|email clicks|clicked links|click|clicked emails");
    static final Phrases MESSAGE_RECEIVED = Phrases.of("received|sent|sent to them|received from us|from us");
    static final Phrases PROFILE_ATTRIBUTE_LEAD =
            Phrases.of("with|having|have|has|the|their|a|an|whose|attribute|on|are on|any|on the|with the|on a");
    static final Phrases PROFILE_ATTRIBUTE_ON =
            Phrases.of("on|on the|the|a|an|with a|with the|of|are|is|in the|to the");
    static final Phrases PROFILE_IN_LIST = Phrases.of("in|one of|either|any of|among");
    static final Phrases PROFILE_CELEBRATING = Phrases.of(
            "celebrate|celebrating|celebrates|have|having|has|with|their|a|whose|the|with their|who celebrate|next|an");
    static final Phrases PROFILE_FALLING = Phrases.of(
            "is|are|falls|comes|fall|coming|lies|be|being|falling|will be|occurs|comes up|which is|that falls");
    static final Phrases PROFILE_BIRTHDAY_IS =
            Phrases.of("turning a year older|getting a year older|turn a year older|a year older");
    static final Phrases PROFILE_WITH_US = Phrases.of(
            "us|with us|to us|our list|the platform|as customers|as a customer|here|at our shop|the shop|on|to the platform|up|for the first time|our shop|our program|the programme|our club|as members|to our list");
    static final Phrases PROFILE_JUST_IN = Phrases.of("in|on|at|during");
    static final Phrases PROFILE_GIVEN = Phrases.of("given|give|gave|with|their|have|has|us|the");
    static final Phrases PROFILE_FOR_CHANNEL = Phrases.of(
            "to|for|by|via|to receive|to get|for the|to be sent|to being sent|given for|on|is given for|to receiving");
    static final Phrases PROFILE_HAVING = Phrases.of("with|having|have|has|who have|who has|given|given us|there is");
    static final Phrases PROFILE_ON_FILE = Phrases.of("on file|known|at all|given|in the system|stored");
    static final Phrases PROFILE_OWNER = Phrases.of("whose|their|the|with|having|a|an|with a|have|has|with the");
    static final Phrases PROFILE_ADDRESSES = Phrases.of(
            "address|addresses|email|emails|e-mail|email address|e-mail address|users|accounts|account|customers|email addresses");
    static final Phrases PROFILE_SEGMENT_LEAD =
            Phrases.of("in|in the|from|from the|of|of the|within|inside|part of|also in|are in|in any of");
    static final Phrases PROFILE_PREMODIFIER = Phrases.of("a|the");
    static final Phrases PROFILE_CONSENT =
            Phrases.of("consent|opt-in|permission|opted in|opted-in|subscribed|consented|allowed");

    /** What cannot be said in a rule, and what to say instead. */
    static final Map<Phrases, String> BEYOND = beyond();

    private static final Set<String> KNOWN_WORDS = known();
    private static final Set<String> CONTENT_WORDS = content();
    private static final Set<String> HOLLOW_WORDS = Phrases.wordsOf(Stream.of(
            HEADS, FILLERS, AND, OR, BUT, RELATIVE, EITHER, Phrases.of("in|on|at|for|to|by|the|it|their|as")));

    private Lexicon() {}

    private static Map<Phrases, String> beyond() {
        Map<Phrases, String> reasons = new LinkedHashMap<>();
        reasons.put(
                Phrases.of(
                        "top|best|biggest|highest|most valuable|bottom|worst|lowest|largest|most loyal|most active|most frequent|best customers|top customers|top spenders|biggest spenders|highest spending|the most|the least|most|least|richest"),
                "a rule compares with numbers and not with other customers; say an amount, such as “spent more than 10,000”");
        reasons.put(
                Phrases.of(
                        "high-value|high value|big spenders|vip-like|valuable|heavy buyers|low-value|low value|frequent buyers|frequent|often|rarely|seldom|occasionally|sometimes|high spenders|frequently|regularly|many|much|a lot|lots|several|few|a few|some|various|multiple|multiple times|many times|several times|a few times|a lot of|lots of|big|expensive|cheap|large|small|loyal|loyal customers|good customers|heavy|premium|a lot of money|much money"),
                "how much that is has to be said as a number");
        reasons.put(
                Phrases.of("about|around|approximately|roughly|circa|almost|nearly|approx"),
                "a rule has no “about”; say a range, such as “between 4,500 and 5,500”");
        reasons.put(
                Phrases.of(
                        "likely to|likely|probably|predicted|expected|churn|at risk|churn risk|churning|might|may churn|propensity|will buy|about to churn|going to|interested in|love|like|prefer|favourite|favorite|interests|about to|probability"),
                "a rule asks what has happened, not what is expected; the insights of each customer show that");
        reasons.put(
                Phrases.of(
                        "abandoned|abandoned cart|abandoned their cart|cart|carts|basket|wishlist|browsed|visited|viewed products|logged in|login|website visit|visited the website|searched|downloaded|installed|page|pages|app users|session|sessions"),
                "visits and carts are not recorded here; orders and messages are");
        reasons.put(
                Phrases.of(
                        "returned|returns|refunded|refunds|cancelled|canceled|returned an order|cancelled an order|complained|complaint|complaints|reviewed|reviews|rated|review|rating|refund|cancelled orders|refunded orders"),
                "cancelled and refunded orders do not count in rules, and complaints are not asked for");
        reasons.put(
                Phrases.of(
                        "coupon|discount|discounts|coupons|voucher|vouchers|on sale|full price|free shipping|paid by|by card|by cash|gift|gifts|promo code"),
                "how an order was paid for or discounted is not part of rules");
        reasons.put(
                Phrases.of(
                        "%|percent|per cent|percentage|percentile|quartile|decile|half of|third of|a third|quarter of|a random|random|randomly|sample of"),
                "a rule has no shares of all customers; say an amount or a number");
        reasons.put(
                Phrases.of(
                        "same|each other|their own|than last year|than before|compared to|increasing|decreasing|growing|declining|more often than|twice as much|rising|falling|than the average|above average|below average|than average|trend"),
                "a rule compares a field with a value, not with another field or period");
        reasons.put(
                Phrases.of(
                        "holi|eid|dussehra|navratri|durga puja|onam|pongal|raksha bandhan|rakhi|ganesh chaturthi|easter|thanksgiving|black friday|festive season|the festive season|festival season|the festivals"),
                "the date of this is not known here; say it, such as “since 8 November 2026”");
        reasons.put(
                Phrases.of(
                        "weekends|weekend|on weekends|on a weekend|on the weekend|weekdays|on weekdays|in the evening|in the evenings|evenings|at night|in the morning|mornings"),
                "a rule knows neither days of the week nor hours of the day");
        return reasons;
    }

    /** Whether a word is no misspelling. */
    static boolean isKnown(String word) {
        return KNOWN_WORDS.contains(word) || Numerals.isNumeral(word) || Calendar.isKnown(word);
    }

    /** Whether a word only holds a sentence together, or names customers in general, and asks for nothing. */
    static boolean isHollow(String word) {
        return HOLLOW_WORDS.contains(word);
    }

    /** The words that are likely to be meant where one is misspelt. */
    static Stream<String> contentWords() {
        return CONTENT_WORDS.stream();
    }

    private static Set<String> known() {
        Set<String> words = new HashSet<>(content());
        Phrases.all().forEach(phrases -> phrases.words().forEach(words::add));
        words.addAll(DENYING);
        words.addAll(Set.of(
                "this", "these", "it", "its", "their", "when", "where", "how", "what", "such", "very", "than", "as",
                "if", "into", "because", "home", "work", "blue", "green", "lamps", "shows", "women", "men", "male",
                "female", "price", "stock", "lost", "cost", "books", "phones", "chairs", "tables", "toys", "pens",
                "sofas", "beds", "watches", "games", "music", "movies", "tickets", "bikes", "cars", "tools", "plants",
                "nobody", "later"));
        return Set.copyOf(words);
    }

    private static Set<String> content() {
        Set<String> words = new HashSet<>(Phrases.wordsOf(Stream.of(
                ORDERED,
                ORDER_NOUN,
                SPENT,
                TOTAL,
                AVERAGE,
                LAST_ORDER,
                FIRST_ORDER,
                OPENED,
                CLICKED,
                BIRTHDAY,
                BORN,
                CITY,
                COUNTRY,
                CONSENT_WORD,
                EMAIL_ADDRESS,
                PHONE,
                FIRST_NAME,
                LAST_NAME,
                AGE,
                YEARS_OLD,
                TIMES,
                RECENTLY,
                REPEAT_BUYERS,
                ONE_TIME,
                BUYERS,
                INACTIVE,
                TEENAGERS,
                CATEGORY_WORD)));
        words.addAll(Set.of(
                "customers",
                "people",
                "joined",
                "registered",
                "never",
                "without",
                "between",
                "tagged",
                "segment",
                "received",
                "mails",
                "emails",
                "messages",
                "least",
                "more",
                "twice",
                "before",
                "since",
                "after",
                "newsletter",
                "consented",
                "subscribed",
                "unsubscribed",
                "haven't",
                "didn't",
                "except",
                "living",
                "exactly",
                "online"));
        Numerals.words().forEach(words::add);
        Calendar.words().forEach(words::add);
        words.removeIf(word -> word.length() < 4 && !word.equals("age"));
        words.removeAll(Set.of(
                "made",
                "make",
                "done",
                "date",
                "time",
                "mean",
                "size",
                "value",
                "sales",
                "sale",
                "paid",
                "goods",
                "each",
                "ever",
                "look",
                "links",
                "link",
                "past",
                "read",
                "view",
                "worth",
                "came",
                "given",
                "name",
                "once",
                "gone",
                "money",
                "anything",
                "again",
                "back",
                "come",
                "more",
                "first",
                "last",
                "spend",
                "very",
                "hour",
                "number",
                "call"));
        words.addAll(Set.of("last", "more", "first", "spend", "once"));
        return Set.copyOf(words);
    }
}
