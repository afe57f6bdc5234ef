// SPDX-License-Identifier: Apache-2.0
/** Several requests in one. */
@NullMarked
package porthole.http.internal.multiget;

import org.jspecify.annotations.NullMarked;
