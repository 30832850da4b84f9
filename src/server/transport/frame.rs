//! Frames of the base protocol, read leniently: header names in any case, unknown headers, a bare
//! `\n` for a line end. A frame that makes no sense is told apart from the end of input, so that
//! the server can answer it and live on.

use tokio::io::{AsyncBufRead, AsyncBufReadExt, AsyncReadExt};

/// A header line longer than this is no header.
const LONGEST_HEADER: u64 = 8 * 1024;
/// A message longer than this is not waited for: 1 GiB.
const LONGEST_BODY: usize = 1 << 30;

/// What was read.
#[derive(Debug, PartialEq, Eq)]
pub enum Frame {
    /// The body of a message, not yet looked at.
    Body(Vec<u8>),
    /// Headers that do not say how long the body is; what follows them is read as the next frame.
    NoLength,
    /// The input has ended, between messages or inside one, or can no longer be followed.
    End,
}

/// Reads the next frame.
pub async fn read<R: AsyncBufRead + Unpin>(input: &mut R) -> Frame {
    let (mut length, mut headers, mut line) = (None, false, Vec::new());
    loop {
        line.clear();
        match (&mut *input)
            .take(LONGEST_HEADER)
            .read_until(b'\n', &mut line)
            .await
        {
            Ok(0) | Err(_) => return Frame::End,
            Ok(_) => {}
        }
        let header = line.trim_ascii();
        if header.is_empty() {
            match length {
                Some(length) => return body(input, length).await,
                None if headers => return Frame::NoLength,
                // Blank lines between messages are nobody's.
                None => continue,
            }
        }
        headers = true;
        if let Some((name, value)) = split_once(header, b':')
            && name.trim_ascii().eq_ignore_ascii_case(b"content-length")
        {
            length = std::str::from_utf8(value.trim_ascii())
                .ok()
                .and_then(|value| value.parse().ok());
        }
    }
}

async fn body<R: AsyncBufRead + Unpin>(input: &mut R, length: usize) -> Frame {
    if length > LONGEST_BODY {
        return Frame::End;
    }
    // Grows with what really comes: a length that lies must not take the memory it names.
    let mut body = Vec::with_capacity(length.min(1 << 20));
    match input.take(length as u64).read_to_end(&mut body).await {
        Ok(read) if read == length => Frame::Body(body),
        _ => Frame::End,
    }
}

fn split_once(line: &[u8], at: u8) -> Option<(&[u8], &[u8])> {
    let place = line.iter().position(|&byte| byte == at)?;
    Some((line.get(..place)?, line.get(place + 1..)?))
}

/// A whole message around `body`.
pub fn wrap(body: &[u8]) -> Vec<u8> {
    let mut message = format!("Content-Length: {}\r\n\r\n", body.len()).into_bytes();
    message.extend_from_slice(body);
    message
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn check(mut input: &[u8], expected: &[Frame]) {
        for frame in expected {
            assert_eq!(read(&mut input).await, *frame);
        }
        assert_eq!(read(&mut input).await, Frame::End);
    }

    #[tokio::test]
    async fn frames_are_read_leniently() {
        let body = |text: &str| Frame::Body(text.as_bytes().to_vec());
        check(b"Content-Length: 2\r\n\r\n{}", &[body("{}")]).await;
        check(b"content-length:2\r\nX: y\r\n\r\n{}", &[body("{}")]).await;
        check(
            b"\r\nCONTENT-LENGTH : 2\n\n{}Content-Length: 0\r\n\r\n",
            &[body("{}"), body("")],
        )
        .await;
        check(
            b"X: y\r\n\r\nContent-Length: 1\r\n\r\n1",
            &[Frame::NoLength, body("1")],
        )
        .await;
        check(b"Content-Length: x\r\n\r\n", &[Frame::NoLength]).await;
        check(b"Content-Length: 9\r\n\r\n{}", &[]).await;
        check(b"Content-Length: 99999999999\r\n\r\n{}", &[]).await;
    }
}
