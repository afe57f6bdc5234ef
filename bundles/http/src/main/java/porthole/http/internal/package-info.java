// SPDX-License-Identifier: Apache-2.0
/** The document API in RavenDB's protocol: its component, and what that is put together from. */
@NullMarked
package porthole.http.internal;

import org.jspecify.annotations.NullMarked;
