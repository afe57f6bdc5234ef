// SPDX-License-Identifier: Apache-2.0
/** Numbers for ids: ranges that clients take (HiLo), and identities. */
@NullMarked
package porthole.http.internal.identity;

import org.jspecify.annotations.NullMarked;
