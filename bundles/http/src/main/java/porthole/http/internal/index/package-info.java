// SPDX-License-Identifier: Apache-2.0
/** Indexes, as clients define, watch and switch them. */
@NullMarked
package porthole.http.internal.index;

import org.jspecify.annotations.NullMarked;
