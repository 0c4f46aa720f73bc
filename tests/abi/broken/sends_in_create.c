/* Calls home before it is asked for anything. */
#include "crosswalk/abi/module.h"
static cw_status call_home(const cw_host* host, cw_str config, cw_instance** out, cw_error* error);
#define CREATE call_home
#include "minimal.h"

static cw_str text(const char* chars) {
  cw_str it = {chars, strlen(chars)};
  return it;
}

static cw_status call_home(const cw_host* host, cw_str config, cw_instance** out, cw_error* error) {
  const cw_if_http* http = (const cw_if_http*)host->get_interface(host, text(CW_IF_HTTP));
  cw_http_request request;
  cw_ticket ticket = 0;
  memset(&request, 0, sizeof request);
  request.struct_size = sizeof request;
  request.method = text("GET");
  request.url = text("https://sample.invalid/hello");
  request.retry = CW_RETRY_NEVER;
  if (http->submit(host, &request, &ticket, error) == CW_OK) {
    cw_ticket done = 0;
    http->wait(host, &ticket, 1, UINT32_MAX, &done, error);
    http->release(host, ticket);
  }
  return minimal_create(host, config, out, error);
}
