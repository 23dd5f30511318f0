/**
 * Membership: which node is fenced and downed when others do not hear from it. {@link
 * id.kuota.http.node.membership.TakeOver} is the rule, {@link
 * id.kuota.http.node.membership.LeaseDowning} the actor that runs it in Pekko's cluster. See
 * decision 0042.
 */
@NullMarked
package id.kuota.http.node.membership;

import org.jspecify.annotations.NullMarked;
