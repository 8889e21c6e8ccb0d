//! What happens to every request between the generated code and the wire.

use progenitor_client::{ClientHooks, Error, OperationInfo};
use reqwest::header::AUTHORIZATION;

use crate::client::State;
use crate::generated::wire;
use crate::operation::Operation;
use crate::path;

impl ClientHooks<State> for wire::Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, info: &OperationInfo) -> Result<(), Error<E>> {
        let operation = Operation::by_id(info.operation_id)
            .ok_or_else(|| Error::InvalidRequest(format!("{} is no operation", info.operation_id)))?;
        path::check(operation, &self.inner.base_path, request.url()).map_err(Error::InvalidRequest)?;
        #[cfg(feature = "check")]
        if self.inner.check_requests
            && let Some(error) = crate::check::refusal(operation, &self.inner.base_path, request)
        {
            return Err(error);
        }
        spell_spaces(request);
        request.headers_mut().insert(AUTHORIZATION, self.inner.authorization.clone());
        Ok(())
    }
}

/// Spells a space in the query as `%20`, as the documentation does; a plus sign of the caller's own is
/// `%2B` by then.
fn spell_spaces(request: &mut reqwest::Request) {
    let spelled = request.url().query().filter(|query| query.contains('+')).map(|query| query.replace('+', "%20"));
    if let Some(query) = spelled {
        request.url_mut().set_query(Some(&query));
    }
}
