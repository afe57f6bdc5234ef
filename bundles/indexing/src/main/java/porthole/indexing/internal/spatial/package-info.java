// SPDX-License-Identifier: Apache-2.0
/** Places and shapes, on the earth and on planes. */
@NullMarked
package porthole.indexing.internal.spatial;

import org.jspecify.annotations.NullMarked;
