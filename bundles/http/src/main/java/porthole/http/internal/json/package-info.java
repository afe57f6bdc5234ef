// SPDX-License-Identifier: Apache-2.0
/** JSON as bytes: a validating reader that gives spans, and a writer that splices them. */
@NullMarked
package porthole.http.internal.json;

import org.jspecify.annotations.NullMarked;
