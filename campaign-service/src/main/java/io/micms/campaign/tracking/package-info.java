/** What recipients do with messages: opens and clicks, told apart from what machines do. */
@NullMarked
package io.micms.campaign.tracking;

import org.jspecify.annotations.NullMarked;
