data_driver::contract! {
    pub Driver("Contract") {
        query fn "ecall.total" | "ecall.3"() -> u64;
        query fn "ecall.owner" | "ecall.3"() -> u64;
    }
}

fn main() {}
