#pragma once

/// \file
/// What of an address may be seen: in a log line, and in a recording.

#include "http/url.hpp"

#include <string>
#include <string_view>

namespace crosswalk::http {

/// Whether a query parameter of this name carries a secret (`apiKey`, `access_token`, `password`,
/// `oauth_signature`, ...). Compared without case, hyphens and underscores.
bool is_secret_name(std::string_view name);

/// For log lines and error messages: the path stays, of the query only names and numbers; any other
/// value is shown as `*`, because filters hold names and birth dates.
std::string for_log(const Url& url);

/// `GET https://host/path?limit=200&filter=*`
std::string for_log(std::string_view method, const Url& url);

/// For recordings, which tell requests apart by their query: values of secret names become `*`, the
/// rest stays.
std::string without_secrets(const Url& url);

}  // namespace crosswalk::http
