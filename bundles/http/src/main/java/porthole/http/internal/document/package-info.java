// SPDX-License-Identifier: Apache-2.0
/** Documents: split when they come, spliced when they go, with their includes. */
@NullMarked
package porthole.http.internal.document;

import org.jspecify.annotations.NullMarked;
