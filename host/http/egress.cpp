#include "http/egress.hpp"

namespace crosswalk::http {

Result<Egress> Egress::from_urls(const std::vector<std::string>& urls) {
  Egress egress;
  for (std::size_t i = 0; i < urls.size(); ++i) {
    auto url = parse_url(urls[i]);
    if (!url) {
      return Error{ErrorCode::BadConfig, "address " + std::to_string(i + 1) +
                                             " of the egress list: " + url.error().message};
    }
    egress.allow(*url);
  }
  return egress;
}

Result<> Egress::check(const Url& url) const {
  const std::string place = url.place();
  if (!places_.contains(place)) {
    std::string list;
    for (const std::string& allowed : places_) list += (list.empty() ? "" : ", ") + allowed;
    return Error{ErrorCode::Forbidden, "this connector may not send to " + place +
                                           "; its configured addresses allow " +
                                           (list.empty() ? "nothing" : list)};
  }
  if (!url.tls && !allow_plain_http && !is_loopback(url)) {
    return Error{ErrorCode::InvalidArgument,
                 "plain http to " + place + ": use https, or allow plain http in the connector"};
  }
  return {};
}

}  // namespace crosswalk::http
