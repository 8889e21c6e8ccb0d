//! What happens to every request of the generated code before it goes the way of all calls.

use progenitor_client::{ClientHooks, Error as Wire, OperationInfo};

use crate::address::spell_spaces;
use crate::call::{Body, Call};
use crate::client::State;
use crate::error::Error;
use crate::generated::wire;
use crate::operation::Operation;
use crate::path;
use crate::response::Carried;

impl ClientHooks<State> for wire::Client {
    async fn pre<E>(&self, request: &mut reqwest::Request, info: &OperationInfo) -> Result<(), Wire<E>> {
        self.inner.prepare(request, info).map_err(|error| Wire::UnexpectedResponse(Carried::answer(error)))
    }

    async fn exec(&self, request: reqwest::Request, info: &OperationInfo) -> reqwest::Result<reqwest::Response> {
        let operation = Operation::by_id(info.operation_id);
        let call = Call { request, operation, is_limited: true, body: Body::Whole };
        let result = self.inner.shared.call(&self.inner.policy, call).await;
        Ok(result.unwrap_or_else(Carried::answer))
    }
}

impl State {
    fn prepare(&self, request: &mut reqwest::Request, info: &OperationInfo) -> Result<(), Error> {
        let operation = Operation::by_id(info.operation_id)
            .ok_or_else(|| Error::refused(format!("{} is no operation", info.operation_id)))?;
        path::check(operation, &self.base_path, request.url()).map_err(Error::refused)?;
        #[cfg(feature = "check")]
        if self.policy.check_requests {
            crate::check::request(operation, &self.base_path, request)?;
        }
        spell_spaces(request.url_mut());
        Ok(())
    }
}
