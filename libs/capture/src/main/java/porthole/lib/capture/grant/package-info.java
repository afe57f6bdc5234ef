// SPDX-License-Identifier: Apache-2.0
/** Grants and revokes the right to look at this process. */
@NullMarked
package porthole.lib.capture.grant;

import org.jspecify.annotations.NullMarked;
